"""What everything stands on: the values that flow, positions, MQM, one-line errors, shipped files, encodings, the shell of a page.

Uses no other room. A value that two rooms share goes here; a function that one room uses does not.
"""
