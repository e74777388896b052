"""Scripts that make the shipped binary facts and weights from public sources; run by hand, never imported by mtcheck itself, not in the wheel.

Uses every room. What makes one more file is one more module; its docstring says how to run it.
"""
