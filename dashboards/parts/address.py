"""Where an indicator is at home: the page of its subject."""

from dashboards.page import pages
from dashboards.view import View
from indicators.catalogue import families

_FIELDS = "/fields"


def home_of(view: View, key: str, **changes: str | None) -> str:
    """Return the address of the page on which an indicator is looked at closer; its own page opens with the first."""
    family = next(each for each in families() if key in {one.key for one in each.members})
    page = pages().get(f"/{family.key}")
    if page is None or "indicator" not in page.parameters:
        return view.href(_FIELDS, family=family.key, indicator=key, **changes)
    return view.href(page.path, indicator=None if key == page.opens_with else key, **changes)
