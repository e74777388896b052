"""What many reports come to: JSON reports (and archives' Parquet) read again, two of them compared, all of them added up and drawn.

Uses ``core`` alone; pandas is imported where it is used. One more thing to add up by is one more entry of ``frames.DIMENSIONS``, one more output one more function of ``outputs``.
"""
