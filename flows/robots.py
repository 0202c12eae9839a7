"""The group robots of 企业微信, 钉钉 and 飞书: they refuse with a status of 200, which apprise takes for a yes.

apprise reads their addresses; the text is posted from here, in parts that a robot takes, and the answer is read.
"""

import http.client
import urllib.request
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from review.evidence import one_line

# Bytes of UTF-8 that a robot takes in one message.
LONGEST = {"wecombot": 2048, "dingtalk": 20_000, "feishu": 20_000, "lark": 20_000}
TIMEOUT = 30
LONGEST_ANSWER, LONGEST_REASON = 1 << 16, 200
# What they call the number that is 0 where they took the message.
CODES = ("errcode", "code", "StatusCode")


def is_robot(place: Any) -> bool:
    """Whether an address of apprise is one of these robots."""
    return isinstance(place.secure_protocol, str) and place.secure_protocol in LONGEST


def post_entries(robot: Any, entries: Iterable[str]) -> str:
    """Post a digest to a robot; "" where it took it, else why not."""
    for part in parts(entries, LONGEST[robot.secure_protocol]):
        if problem := post(*letter(robot, part)):
            return problem
    return ""


def parts(entries: Iterable[str], most: int) -> Iterator[str]:
    """The entries, a line or more each, in messages of at most so many bytes; one that is longer by itself is cut."""
    part = ""
    for entry in entries:
        whole = f"{part}\n{entry}" if part else cut(entry, most)
        if len(whole.encode()) > most:
            yield part
            whole = cut(entry, most)
        part = whole
    yield part


def cut(text: str, most: int) -> str:
    octets = text.encode()
    return text if len(octets) <= most else octets[: most - 3].decode(errors="ignore") + "…"


def letter(robot: Any, text: str) -> tuple[str, dict[str, Any]]:
    """Where a text is posted, and the body, as the robot's own documents have them."""
    kind = robot.secure_protocol
    if kind == "wecombot":
        return robot.api_url, {"msgtype": "text", "text": {"content": text}}
    if kind == "lark":
        return robot.webhook_url, {"msg_type": "text", "content": {"text": text}}
    url = robot.notify_url.format(token=robot.token)
    if kind == "feishu":
        return url, {"msg_type": "text", "content": {"text": text}}
    if robot.secret:
        # The signature is quoted already.
        url += "&timestamp={}&sign={}".format(*robot.get_signature())
    at = {"atMobiles": list(robot.targets), "isAtAll": False}
    return url, {"msgtype": "text", "text": {"content": text}, "at": at}


def post(url: str, body: dict[str, Any]) -> str:
    """Post a message; "" where it was taken, else why not. The address is a secret and in no reason."""
    request = urllib.request.Request(url, orjson.dumps(body), {"Content-Type": "application/json; charset=utf-8"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            found = orjson.loads(answer.read(LONGEST_ANSWER))
    except orjson.JSONDecodeError:
        return "答复的不是机器人，可能要经过登录或代理"
    except (OSError, http.client.HTTPException) as error:
        return f"没有连上（{one_line(str(getattr(error, 'reason', '') or error))[:LONGEST_REASON]}）"
    return refusal(found)


def refusal(found: Any) -> str:
    """Why a robot did not take a message, by its answer; "" where it did."""
    if not isinstance(found, dict):
        return "答复的不是机器人，可能要经过登录或代理"
    code = next((found[name] for name in CODES if name in found), 0)
    if code == 0:
        return ""
    words = one_line(str(found.get("errmsg") or found.get("msg") or ""))[:LONGEST_REASON]
    return f"机器人不收：{words}（{code}）"
