"""Near misses: each looks like a contradiction and is none, so that nothing may be said of it."""
