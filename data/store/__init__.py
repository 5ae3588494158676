"""The tables on the disk: loaded, checked, described, loaded anew when they change."""
