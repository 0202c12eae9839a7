"""Why an address gave no answer at all, in words for a person."""

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

from flows.crawl.addresses import host
from flows.crawl.guard import REFUSED
from flows.crawl.job import Limits
from flows.crawl.polite import NO_ROBOTS

TRY_AGAIN = "下次采集时再试"
PLAIN: tuple[tuple[type[Exception], str], ...] = (
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
    if isinstance(error, IgnoreRequest):
        return ignored_reason(str(error), url, limits)
    if isinstance(error, DownloadCancelledError):
        return "refused", f"超过 {limits.file_bytes >> 20} MB 的单个文件上限，未下载。请核实后手工下载"
    if isinstance(error, DownloadTimeoutError):
        return "failed", f"{limits.request_seconds} 秒内没有传完。{TRY_AGAIN}"
    if isinstance(error, NotSupported | UnsupportedURLSchemeError):
        return "refused", "只采集 http 和 https 的地址，未跟随"
    plain = next((reason for kind, reason in PLAIN if isinstance(error, kind)), "")
    return "failed", plain or f"连接出错（{type(error).__name__}: {str(error)[:200]}）。{TRY_AGAIN}"


def ignored_reason(message: str, url: str, limits: Limits) -> tuple[str, str]:
    if "DOWNLOAD_MAXSIZE" in message:
        return "refused", f"解压后超过 {limits.file_bytes >> 20} MB 的单个文件上限，未下载。请核实后手工下载"
    if "redirections" in message:
        return "refused", f"转向超过 {limits.redirects} 次，未再跟随。请打开文章页核实"
    if host(url) in NO_ROBOTS:
        return "failed", f"robots.txt 读不到（{NO_ROBOTS[host(url)]}），按规定视为不允许。{TRY_AGAIN}"
    if "robots" in message:
        return "refused", "网站的 robots.txt 不允许采集这一地址。请与网站联系，或手工下载后放进收件箱"
    return "failed", f"未能采集（{message[:200]}）。{TRY_AGAIN}"
