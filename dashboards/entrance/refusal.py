"""What a person reads where there is no answer: what happened, what is safe, what to do; programs read JSON."""

from http import HTTPStatus
from pathlib import Path

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from dashboards.entrance.forms import chosen_language, form
from datasets.text import Text

_SAID = {
    HTTPStatus.BAD_REQUEST: Text(
        "地址或表单里有无法识别的内容，没有做任何改动。请回到页面重新操作。",
        "The address or the form holds something that cannot be read; nothing was changed. Go back to the page and try "
        "again.",
    ),
    HTTPStatus.FORBIDDEN: Text(
        "您的角色无权看这里，或这个表单不是从本系统的页面发出的；没有做任何改动。需要权限请找账户管理员。",
        "Your role may not see this, or the form did not come from a page of this system; nothing was changed. Ask the "
        "administrator of accounts for the right.",
    ),
    HTTPStatus.NOT_FOUND: Text(
        "没有这个页面或文件，或者它不对您开放。请检查地址，或从总览重新进入。",
        "There is no such page or file, or it is not for you. Check the address, or begin again from the overview.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Text(
        "发送的内容太大，没有保存。请减小后再试。", "What was sent is too large and was not kept. Send less."
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Text(
        "这里出了错。已发布的数据没有受影响，其他页面照常可用。请重试；仍不行，请把地址告诉运维人员，日志里有这次错误。",
        "Something failed here. The published data are not affected and other pages work. Try again; if it persists, "
        "give the address to the operators: the log holds this error.",
    ),
}
_OTHERWISE = Text("这个请求得不到回答，没有做任何改动。", "This request has no answer; nothing was changed.")


def for_a_person() -> bool:
    """Return whether a browser asks in order to show what it gets, and no script does."""
    return "text/html" in request.headers.get("Accept", "")


def serve_refusals(server: Flask, home: Path) -> None:
    """Tell a person in words what a status says in a number."""

    def tell(error: HTTPException) -> HTTPException | tuple[str, int] | Response:
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        if not for_a_person():
            return error
        words = next((text for code, text in _SAID.items() if code == status), _OTHERWISE)
        return form(home, "told", words, back=f"/?lang={chosen_language()}"), status

    server.register_error_handler(HTTPException, tell)
