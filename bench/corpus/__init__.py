"""The generator: invented reports with known figures and known contradictions, printed by several producers."""
