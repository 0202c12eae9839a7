"""Pure judgement on one Report: one file per check."""
