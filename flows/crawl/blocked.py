"""Answers that are no answer: the site keeps us out, or shows a page where a file or nothing should be.

Being kept out is recorded and shown to a person. It is never worked around: no script is run, no riddle solved.
"""

import re
from urllib.parse import urlsplit

REFUSING = {
    401: "网站要求登录（401）",
    403: "网站拒绝访问（403）",
    407: "网络代理要求登录（407）",
    412: "网站的防护系统拒绝了请求（412）",
    418: "网站的防护系统拒绝了请求（418）",
    451: "网站因法律原因不提供（451）",
    521: "网站的防护系统要求浏览器执行脚本（521）",
}
CURE = "请在浏览器中打开核实，与该网站联系，或手工下载后放进收件箱"
# Words of pages that ask for a human being, and of the challenges that firewalls send instead of a page.
RIDDLE = re.compile(
    r"(?i)访问验证|安全验证|人机验证|滑动验证|拖动滑块|请完成(?:下列|以下)?验证|请输入(?:图中|图片中|下图中)?的?验证码|"
    r"访问过于频繁|您的访问被(?:拒绝|拦截|阻断)|请求(?:被|存在威胁[，,]?已被)拦截|网站防火墙|创宇盾|安全狗|"
    r"<(?:input|img|div|iframe)[^>]*(?:captcha|_waf_)"
)
CHALLENGE = re.compile(
    r"(?i)\$_ts\s*=|__jsl_clearance|acw_sc__v2|eval\(function\(p,a,c,k|document\.cookie\s*=[^;]+;?.{0,200}location\."
)
MISSING = re.compile(
    r"(?i)(?:页面|文件|网页|信息|您访问的\w{0,8})(?:不存在|未找到|已被?删除|找不到)|404\s*(?:错误|页面)|not found"
)
# Real pages are longer and lead on; they may ask for a 验证码 in a corner, to search or to write to the mayor.
SHORT, FEW_LINKS = 20_000, 5
FRONT = re.compile(r"^/?(?:(?:index|default|home|main)\.(?:s?html?|jsp|aspx?|php))?$", re.IGNORECASE)
ERROR_PAGE = re.compile(r"(?i)/(?:404|error|notfound|not_found|err)[\w-]*(?:\.\w+)?$")


def blocked_reason(status: int, text: str) -> str:
    """Why an answer means that we are kept out, "" if it does not. text: of the page, "" for a file."""
    if status in REFUSING:
        return f"{REFUSING[status]}。{CURE}"
    if text and len(text) < SHORT and text.lower().count("<a ") <= FEW_LINKS:
        if CHALLENGE.search(text):
            return f"网站的防护系统要求浏览器执行脚本。{CURE}"
        if RIDDLE.search(text):
            return f"网站要求验证码或人机验证。{CURE}"
    return ""


def is_front_page(asked: str, answered: str) -> bool:
    """Whether a deeper address was answered by the front page or an error page, as many sites do for what is gone."""
    if asked == answered:
        return False
    before, after = urlsplit(asked), urlsplit(answered)
    if FRONT.match(before.path) and not before.query:
        return False
    return bool((FRONT.match(after.path) and not after.query) or ERROR_PAGE.search(after.path))


def not_a_file(asked: str, answered: str, text: str) -> str:
    """What to say of a web page that came where a file was asked for."""
    if is_front_page(asked, answered):
        return f"文件地址被转到 {answered}：文件可能已移走。请打开文章页核实"
    if MISSING.search(text):
        return "返回的是“页面不存在”的网页（状态却为 200）：文件可能已移走。请打开文章页核实"
    return "返回的是网页而不是文件。请打开文章页核实链接"
