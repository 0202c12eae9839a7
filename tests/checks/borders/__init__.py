"""Checks at their borders: exactly at a threshold, one unit beyond, a near miss for each condition."""
