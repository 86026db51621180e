"""Words and formats: a report as data, as text, as JSON."""
