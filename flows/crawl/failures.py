"""Why an address gave no answer at all, in words for a person."""

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectionDone, ConnectionLost

from flows.crawl.addresses import host, place
from flows.crawl.bounded import HEAD_SECONDS, SilentError
from flows.crawl.guard import REFUSED, causes, is_endless, is_untrusted
from flows.crawl.job import Limits
from flows.crawl.polite import NO_ROBOTS

TRY_AGAIN = "下次采集时再试"
UNTRUSTED = (
    "的证书验证不通过（自签、过期或与域名不符），未连接。请在浏览器中打开核实；"
    "确是本单位内部 CA 签发的，用环境变量 SSL_CERT_FILE 指明其根证书"
)
PLAIN: tuple[tuple[type[Exception], str], ...] = (
    (SilentError, f"{HEAD_SECONDS} 秒内没有应答。{TRY_AGAIN}"),
    (DownloadConnectionRefusedError, f"网站不接受连接。{TRY_AGAIN}"),
    (CannotResolveHostError, "域名解析不到。请核对 sources.toml 中的网址"),
    (ResponseDataLossError, f"传输中断，内容不全。{TRY_AGAIN}"),
)


def failure_reason(error: BaseException | None, url: str, limits: Limits) -> tuple[str, str]:
    """Outcome (failed, or refused where a rule of ours said no) and reason."""
    if host(url) in REFUSED:
        return (
            "refused",
            f"{host(url)} 的地址 {REFUSED[host(url)]} 不在公网，未连接。确需采集内网时在 sources.toml 中设 private",
        )
    if is_untrusted(error):
        return "refused", f"{host(url)} {UNTRUSTED}"
    if is_endless(error):
        return "refused", "网站的响应头没有尽头，已断开。请打开核实"
    if isinstance(error, IgnoreRequest):
        return ignored_reason(str(error), url, limits)
    if isinstance(error, DownloadCancelledError):
        return "refused", f"超过 {limits.file_bytes >> 20} MB 的单个文件上限，未下载。请核实后手工下载"
    if isinstance(error, DownloadTimeoutError) and not isinstance(error, SilentError):
        return "failed", f"{limits.request_seconds} 秒内没有传完。{TRY_AGAIN}"
    if isinstance(error, NotSupported | UnsupportedURLSchemeError | ValueError):
        return "refused", "只采集 http 和 https 的网址，转到的地址不是，未跟随"
    plain = next((reason for kind, reason in PLAIN if isinstance(error, kind)), "")
    return "failed", plain or broken_reason(error)


def broken_reason(error: BaseException | None) -> str:
    """Why a connection came to nothing."""
    found = list(causes(error))
    if any(isinstance(one, ConnectionDone | ConnectionLost) for one in found):
        return f"网站没有答完就断开了连接。{TRY_AGAIN}"
    if any(isinstance(one, SSL.Error) for one in found):
        return "加密连接建立不了：网站可能只会 TLS 1.2 以前的加密。请在浏览器中打开核实，与网站联系"
    return f"连接出错（{type(error).__name__}: {str(error)[:200]}）。{TRY_AGAIN}"


def ignored_reason(message: str, url: str, limits: Limits) -> tuple[str, str]:
    if "DOWNLOAD_MAXSIZE" in message:
        return "refused", f"解压后超过 {limits.file_bytes >> 20} MB 的单个文件上限，未下载。请核实后手工下载"
    if "redirections" in message:
        return "refused", f"转向超过 {limits.redirects} 次，未再跟随。请打开文章页核实"
    if place(url) in NO_ROBOTS:
        return without_robots(NO_ROBOTS[place(url)], url, limits)
    if "robots" in message:
        return "refused", "网站的 robots.txt 不允许采集这一地址。请与网站联系，或手工下载后放进收件箱"
    return "failed", f"未能采集（{message[:200]}）。{TRY_AGAIN}"


def without_robots(why: int | BaseException, url: str, limits: Limits) -> tuple[str, str]:
    """Outcome and reason where robots.txt could not be had, and so nothing was asked for."""
    if isinstance(why, int):
        return "failed", f"robots.txt 读不到（{why}），按规定视为不允许。{TRY_AGAIN}"
    outcome, reason = failure_reason(why, url, limits)
    return outcome, f"robots.txt 读不到，按规定视为不允许：{reason}"
