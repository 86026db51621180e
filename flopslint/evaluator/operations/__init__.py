"""What values do: operators, comparisons, items, iteration, catalog entries and ops."""
