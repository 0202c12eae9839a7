"""Runs: the order of the steps, the command line and the engine."""
