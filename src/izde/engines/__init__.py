"""The engines that keep an index and answer from it, each in its folder, behind one interface."""
