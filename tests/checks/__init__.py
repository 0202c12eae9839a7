"""Checks held against their case files."""
