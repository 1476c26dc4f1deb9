"""Where an indicator is at home: the page of its subject."""

from functools import cache

from dashboards.page import pages
from dashboards.views.view import View
from indicators.catalogue import families

_FIELDS = "/fields"


def home_of(view: View, key: str, **changes: str | None) -> str:
    """Return the address of the page on which an indicator is looked at closer; its own page opens with the first."""
    family = _families()[key]
    page = pages().get(f"/{family}")
    if page is None or "indicator" not in page.parameters:
        return view.href(_FIELDS, family=family, indicator=key, **changes)
    return view.href(page.path, indicator=None if key == page.opens_with else key, **changes)


@cache
def _families() -> dict[str, str]:
    return {member.key: family.key for family in families() for member in family.members}
