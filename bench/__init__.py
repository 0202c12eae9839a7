"""Measurements of reading, judging and speed, and the generator of the reports they are made on."""
