"""How Prefect is set up: quiet, at home in the user's cache folder, and without a server of its own to wait for."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from flows.stamp import version

WISHES = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
    "PREFECT_CLIENT_MAX_RETRIES": "2",
}


def has_server(environment: Mapping[str, str]) -> bool:
    """Whether the environment names a Prefect server to report to."""
    return bool(environment.get("PREFECT_API_URL"))


def settings(environment: Mapping[str, str]) -> dict[str, str]:
    """What must stand in the environment before Prefect is first imported; what stands there already wins.

    Without a server of the user's, Prefect's own application runs in our process. It must then not start one either,
    neither for its client nor for its events: it sends none where any API key is set.
    """
    wishes = {name: value for name, value in WISHES.items() if name not in environment}
    if has_server(environment):
        return wishes
    home = environment.get("PREFECT_HOME") or str(cache(environment) / f"prefect-{version('prefect')}")
    alone = {"PREFECT_HOME": home, "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false", "PREFECT_API_KEY": "none"}
    level = {"PREFECT_SERVER_LOGGING_LEVEL": environment.get("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")}
    return {**wishes, **alone, **level}


def at_home(wishes: dict[str, str]) -> dict[str, str]:
    """The same settings with a home that can be written to: made if missing, else one of this run alone."""
    home = wishes.get("PREFECT_HOME")
    if home is None:
        return wishes
    try:
        Path(home).mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=home).close()
    except OSError:
        own = tempfile.mkdtemp(prefix="gouji-prefect-")
        atexit.register(shutil.rmtree, own, ignore_errors=True)
        return {**wishes, "PREFECT_HOME": own}
    return wishes


def cache(environment: Mapping[str, str]) -> Path:
    """The user's cache folder for this program."""
    return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gouji"
