"""What libraries mean: builtins and the standard library, torch's ops and layers. Depends on values and formulas."""
