"""From text to the lowered language and to the records that LibCST extracts; nothing else knows syntax trees."""
