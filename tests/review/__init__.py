"""Tests of the record, the queue and the verdicts."""
