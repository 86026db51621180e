"""Gaps, what an unknown value may hide, and what it leaves inexact."""
