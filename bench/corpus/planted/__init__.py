"""Plants: each breaks one fact of a story and leaves everything else as it was."""
