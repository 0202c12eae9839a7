"""The record of findings and verdicts, and the queue that reviewers work through."""
