"""Bytes of a PDF become facts: one frozen Report per document, without judgement."""
