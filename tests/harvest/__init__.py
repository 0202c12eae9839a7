"""Tests of the harvest: sources, crawls, what follows them."""
