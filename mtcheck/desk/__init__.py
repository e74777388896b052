"""Where people write and decide: the faces of mtcheck beside its command line. Each is a room of its own and uses ``Checker`` as it is."""
