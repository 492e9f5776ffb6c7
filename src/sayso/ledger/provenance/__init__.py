"""How many independent origins stand behind a matter: the distinct ends of its chains, as an interval."""
