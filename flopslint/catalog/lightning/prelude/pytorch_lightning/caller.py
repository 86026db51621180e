"""What looks at the function that calls it."""
