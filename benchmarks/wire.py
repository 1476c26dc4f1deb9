"""A page's first opening in a real browser with an empty cache: seconds to the first figure and charts, and bytes."""

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

LIVE = ".js-plotly-plot .main-svg"
CHART = f".dash-graph .early, {LIVE}"
_SECONDS = 60.0


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What one opening took: seconds to the first figure, the first chart and one that answers the pointer; bytes."""

    figure: float
    chart: float
    live: float
    transferred: int
    requests: int


def median(openings: Sequence[Opening]) -> Opening:
    """Return the middle of several openings, each measure for itself."""
    return Opening(
        figure=statistics.median(each.figure for each in openings),
        chart=statistics.median(each.chart for each in openings),
        live=statistics.median(each.live for each in openings),
        transferred=round(statistics.median(each.transferred for each in openings)),
        requests=round(statistics.median(each.requests for each in openings)),
    )


def opened(browser: Browser, url: str, figure: str, cookies: Sequence[dict[str, str]] = ()) -> Opening:
    """Open an address in a fresh context and return what it took until ``figure`` and a chart stood there."""
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        context.add_cookies(list(cookies))  # type: ignore[arg-type]
        page: Page = context.new_page()
        wire = context.new_cdp_session(page)
        counted = {"bytes": 0, "requests": 0}

        def finished(event: dict[str, float]) -> None:
            counted["bytes"] += int(event["encodedDataLength"])
            counted["requests"] += 1

        def framed(event: dict[str, dict[str, str]]) -> None:
            counted["bytes"] += len(event["response"]["payloadData"])

        wire.on("Network.loadingFinished", finished)
        wire.on("Network.webSocketFrameReceived", framed)
        wire.send("Network.enable")
        page.add_init_script(_CLOCK % (json.dumps(figure), json.dumps(CHART), json.dumps(LIVE)))
        page.goto(url, wait_until="commit")
        moments = _moments(page)
        page.wait_for_load_state("networkidle")
        return Opening(
            figure=moments["figure"] / 1000,
            chart=moments["chart"] / 1000,
            live=moments["live"] / 1000,
            transferred=counted["bytes"],
            requests=counted["requests"],
        )
    finally:
        context.close()


def _moments(page: Page) -> dict[str, float]:
    """Return the milliseconds to the first figure and the first charts, as the page itself noted them."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        found: dict[str, float] = page.evaluate("window.moments ?? {}")
        if len(found) == 3:  # noqa: PLR2004 the figure, the chart, and one that answers
            return found
        time.sleep(0.05)
    raise TimeoutError(f"{page.url} showed only {', '.join(found) or 'nothing'}.")


# Noted by the page at each frame, in milliseconds since the navigation began: a question from outside comes late.
_CLOCK = """
window.moments = {};
(function look() {
  for (const [name, selector] of [["figure", %s], ["chart", %s], ["live", %s]])
    if (!(name in window.moments) && document.querySelector(selector)?.getBoundingClientRect().height > 0)
      window.moments[name] = performance.now();
  if (Object.keys(window.moments).length < 3) requestAnimationFrame(look);
})();
"""
