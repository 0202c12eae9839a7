"""python -m flows.prefect_server ARGUMENT …: `prefect server start ARGUMENT …`, which ends when its starter does."""

import runpy
import signal
import sys

from flows.tether import tie

if __name__ == "__main__":
    tie(signal.SIGTERM)
    sys.argv = ["prefect", "server", "start", *sys.argv[1:]]
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)
