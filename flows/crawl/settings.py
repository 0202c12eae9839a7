"""Scrapy's settings for a job: polite to the site, closed to everything but the web."""

from typing import Any

from flows.crawl.course import Course
from flows.crawl.job import AGENT, Job

ROBOTS_NAME = "gouji"
QUICK, POLITE = 16, 2


def user_agent(job: Job) -> str:
    """Who we are, and whom to write to."""
    return job.user_agent or AGENT.format(contact=job.contact or "see the operator of this address")


def crawl_settings(job: Job, course: Course) -> dict[str, Any]:
    return manners(job) | safety(job, course)


def manners(job: Job) -> dict[str, Any]:
    polite = job.rate > 0
    return {
        "USER_AGENT": user_agent(job),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
        },
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOTS_NAME,
        "DOWNLOAD_DELAY": job.rate,
        "AUTOTHROTTLE_ENABLED": polite,
        "AUTOTHROTTLE_START_DELAY": job.rate,
        "AUTOTHROTTLE_MAX_DELAY": max(60.0, job.rate),
        "CONCURRENT_REQUESTS": POLITE if polite else QUICK,
        "CONCURRENT_REQUESTS_PER_DOMAIN": POLITE if polite else QUICK,
        "RETRY_ENABLED": False,
        "REFERER_ENABLED": False,
        "COOKIES_ENABLED": True,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "flows.crawl.polite.StrictRobots": 100,
            "flows.crawl.polite.Patience": 550,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            "flows.crawl.polite.SteadyRedirect": 600,
            # Before Scrapy's own keep them.
            "flows.crawl.polite.LeanHeaders": 710,
        },
        # Who follows what, and how deep, is the course's business; the address's length is nobody's.
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
        },
        # Files before articles before listings keeps the queue short.
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
    }


def safety(job: Job, course: Course) -> dict[str, Any]:
    web = "flows.crawl.bounded.BoundedHandler"
    return {
        # No files of this machine, no data: addresses, no other protocols.
        "DOWNLOAD_HANDLERS": {"http": web, "https": web, "data": None, "file": None, "ftp": None, "s3": None},
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2",
        "TWISTED_DNS_RESOLVER": "flows.crawl.guard.GuardedResolver",
        "GOUJI_PRIVATE_HOSTS": sorted(course.private_hosts()),
        # A proxy of the environment would connect where the guard does not see.
        "HTTPPROXY_ENABLED": False,
        "DOWNLOAD_MAXSIZE": job.limits.file_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": job.limits.request_seconds,
        "CLOSESPIDER_TIMEOUT": job.limits.seconds,
        "REDIRECT_MAX_TIMES": job.limits.redirects,
        "METAREFRESH_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "STATS_DUMP": False,
        # What a site did stands in the journal; the log is for our own faults.
        "LOG_LEVEL": "ERROR",
        "LOGSTATS_INTERVAL": 0,
        "COMMANDS_MODULE": "",
    }
