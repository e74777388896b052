"""Scripts that make the shipped binary facts from public sources; run by hand, never imported by mtcheck itself."""
