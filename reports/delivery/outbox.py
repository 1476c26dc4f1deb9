"""The outbox: every open delivery is tried, in the order of being tried least; what fails waits longer each time."""

from collections import Counter

from reports.delivery.folder import drop
from reports.delivery.issue import Delivery, Issue, deliveries_of, issues_of, writing
from reports.delivery.mailing import mail
from reports.delivery.office import Office


def deliver(office: Office) -> Counter[str]:
    """Try every open delivery whose time has come; return how many were sent, failed, refused or are unknown."""
    waiting = due(office)
    done = Counter(drop(office, each, issue) for each, issue in waiting if each.channel == "folder")
    mails = [(each, issue) for each, issue in waiting if each.channel == "mail"]
    return done + mail(office, mails) if mails else done


def due(office: Office) -> list[tuple[Delivery, Issue]]:
    """Return the open deliveries to be tried now, those tried least first."""
    now = office.clock()
    with writing(office.home) as ledger:
        issues = {each.id: each for each in issues_of(ledger)}
        found = [each for each in deliveries_of(ledger) if each.state == "open" and not each.tried.rests(now)]
    return [(each, issues[each.issue]) for each in sorted(found, key=lambda each: (each.tried.attempts, each.id))]
