"""A government site on loopback with every habit that a harvest meets, and a hostile one."""
