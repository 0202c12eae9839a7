"""Tests of the crawl: its parts as functions, and the process against the local site."""
