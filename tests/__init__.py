"""The tests of gouji."""
