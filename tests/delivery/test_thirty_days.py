"""Thirty days with a real server of mail that refuses, drops and stalls, ticks killed at every step, clocks that jump.

Afterwards each (edition, period, recipient) was made exactly once and got at most one mail; nothing is lost: what is
not known to have arrived is told as unknown. JINGWEI_DAYS makes it longer.
"""

import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from indicators.warnings.workdays import HERE
from reports import library
from reports.delivery.issue import deliveries, issues, steps
from reports.delivery.office import Office, Reach
from reports.delivery.why import why

from .child import EDITIONS
from .world import MADE_OF, lay_report

DAYS = int(os.environ.get("JINGWEI_DAYS", "30"))
BEGIN = dt.datetime(2026, 10, 12, 8, tzinfo=HERE)
LATEST = BEGIN + dt.timedelta(days=3 * DAYS)
ROOT = Path(__file__).parents[2]
STEPS = ("taken up", "noted", "claimed", "begun", "run", "made", "posted")
STEPS += ("before the dot", "handed", "accepted", "sent", "failed", "unknown", "dropped")
OFTEN = {"taken up": 0.1, "posted": 0.1}
"""How likely a tick is to die at a step that every tick comes to; at others it is four in ten."""
MOODS = ("refuse", "refuse content", "drop early", "drop", "drop unkept", "stall", "stall early")
LISTS = """
[leaders]
zh = "领导"
en = "Leaders"
form = "digest"
addresses = ["zhao@zone.example"]
[planners]
zh = "规划处"
en = "Planners"
addresses = ["li@zone.example", "wang@zone.example"]
folders = ["{share}"]
[guests]
zh = "外方"
en = "Guests"
language = "en"
addresses = ["smith@zone.example"]
"""


@pytest.fixture(scope="module")
def ticks():
    """Runs ticks at once, each in a process of its own, and says how they ended."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.delivery.child"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:

        def together(*given):
            process.stdin.write(json.dumps(given) + "\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield together
        process.stdin.close()


@pytest.fixture
def home():
    """A home in memory where there is some: ticks are killed, the machine is not, and a disk only makes them wait."""
    memory = Path("/dev/shm")  # noqa: S108 a folder of its own is made in it
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        (Path(folder) / "home").mkdir()
        yield Path(folder) / "home"


@pytest.fixture
def one(ticks, home):
    """Runs one tick."""
    return lambda now, reached, deadly=(), nth=1: ticks([str(home), now.isoformat(), reached, deadly, nth])


@pytest.fixture
def zone(home, server):
    """A home with recipients, the way to the server and a share."""
    share = home.with_name("share")
    share.mkdir()
    (home / "recipients.toml").write_text(LISTS.format(share=share), encoding="utf-8")
    server.settings(home, timeout_seconds=0.2)
    return home


def reached_on(day):
    """Return the last month whose data are there: from the eighth on, the month before."""
    month = day.replace(day=1) - dt.timedelta(days=1 if day.day >= 8 else 32)
    return f"{month:%Y-%m}"


def live_through(zone, server, chance, one):
    """Let the days go by: two ticks a day, some at a wrong time, killed and called again; return how often, and where.

    Days are added until ticks were killed at every step and the server was in every mood: chance decides which are met.
    """
    killed, day = Counter(), BEGIN

    def seen_all():
        return set(killed) == set(STEPS) and set(server.met) >= set(MOODS)

    while day < BEGIN + dt.timedelta(days=DAYS) or (day < LATEST and not seen_all()):
        for hour in (1, 7):
            jump = chance.choice([0] * 8 + [-90, 3, 250])
            moment = day + dt.timedelta(days=jump, hours=hour, minutes=chance.randrange(60))
            for attempt in range(4):
                missing = set(STEPS) - set(killed)
                deadly = [step for step in STEPS if step in missing or chance.random() < OFTEN.get(step, 0.4)]
                server.moods[:] = chance.choices([*MOODS, *["accept"] * 5], k=2)
                now = moment + dt.timedelta(minutes=5 * attempt)
                if one(now, reached_on(day), deadly, 1 if missing else chance.randint(1, 2)) != "killed":
                    break
                killed[(zone / "died_at").read_text()] += 1
        day += dt.timedelta(days=1)
    return killed, day


def bring_to_an_end(server, one, end):
    """Tick on with a friendly server until nothing is open any more; return the last moment."""
    server.moods.clear()
    reached = reached_on(end - dt.timedelta(days=1))
    for number in range(6):
        end += dt.timedelta(hours=number * 8)
        assert one(end, reached) == "finished 0"
    return end, reached


@pytest.mark.slow
def test_thirty_days_make_each_issue_once_and_send_it_at_most_once(zone, server, one):
    chance = random.Random(7)  # noqa: S311 - moods, not secrets
    killed, end = live_through(zone, server, chance, one)
    end, reached = bring_to_an_end(server, one, end)

    assert sum(killed.values()) > 2 * DAYS
    assert set(killed) == set(STEPS), f"never killed at {set(STEPS) - set(killed)}"
    assert set(server.met) >= set(MOODS)

    expected = set()
    for edition in EDITIONS.values():
        periods = [period for period in edition.timetable.periods(end) if period <= reached]
        owed = [period for period in periods if edition.timetable.due(period, zone).at <= end]
        read = ("zh", "en") if "guests" in edition.recipients else ("zh",)
        expected |= {(edition.key, period, variant) for period in owed for variant in read}
    everything = issues(zone)
    made = [each for each in everything if each.state == "made"]
    found = {(each.edition, each.period, each.variant) for each in made}
    assert len(found) == len(made)
    assert found >= expected, "none is lost"
    assert {period for _, period, _ in found - expected} <= {reached}, "a clock set ahead makes it early, not twice"
    for each in made:
        said = [text.en for _, text in steps(zone, each.id)]
        assert sum(line.startswith("made from") for line in said) == 1, "made exactly once"
    runs = library(zone).query("status == 'done'")
    assert not runs.duplicated(["edition", "period", "language"]).any(), "what was finished is not run again"

    to = {"zh": {"zhao@zone.example", "li@zone.example", "wang@zone.example"}, "en": {"smith@zone.example"}}
    sent = [each for each in deliveries(zone) if each.channel == "mail"]
    numbers = {each.id: each for each in made}
    assert {(each.issue, each.address) for each in sent} == {(each.id, a) for each in made for a in to[each.variant]}
    assert {each.state for each in sent} == {"sent", "unknown"}
    for each in sent:
        issue = numbers[each.issue]
        identity = f"report/{issue.edition}/{issue.period}/{issue.variant}/{issue.version}"
        count = server.accepted[identity, each.address]
        assert count == 1 if each.state == "sent" else count <= 1, (each, count)
    assert sum(server.accepted.values()) <= len(sent)

    share = Path(next(each.address for each in deliveries(zone) if each.channel == "folder"))
    assert len(list(share.iterdir())) == sum(each.variant == "zh" for each in made)

    unknown = [each for each in sent if each.state == "unknown"]
    desk = Office(zone, lambda: end, EDITIONS, lambda _: Reach(MADE_OF, lambda _: reached), lay_report)
    for each in unknown[:5]:
        issue = numbers[each.issue]
        told = "\n".join(text.zh for text in why(desk, issue.edition, issue.period))
        assert f"{each.address}：不明" in told
    print(
        f"\n{(end - BEGIN).days} days, {len(made)} issues, {len(sent)} mails, {len(unknown)} unknown; killed {dict(killed)}; {dict(server.met)}"
    )


@pytest.mark.slow
def test_four_ticks_at_once_do_no_harm(zone, server, ticks, one):
    now = BEGIN + dt.timedelta(days=9)
    tick = [str(zone), now.isoformat(), "2026-09", [], 1]
    assert ticks(*[tick] * 4) == " ".join(["finished 0"] * 4)
    assert one(now, "2026-09") == "finished 0"
    assert set(server.accepted.values()) == {1}
    made = [each for each in issues(zone) if each.state == "made"]
    assert len({(each.edition, each.period, each.variant) for each in made}) == len(made) == len(library(zone))
    assert {each.state for each in deliveries(zone)} == {"sent"}
