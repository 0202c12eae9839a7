"""What every test stands on: quiet libraries, and no cache of the user's."""

import os
import tempfile

# Before any test imports them, so that nothing phones home from a test either.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="gouji-tests-")
