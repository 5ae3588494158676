"""Firefox and WebKit, as Debian has them: that what readers do works in each; all else is tested in Chromium."""
