"""Radicale with room for the connections of many tests at once: its own queue of five overflows, and the kernel then resets connections."""

import socketserver

from radicale.__main__ import run

socketserver.TCPServer.request_queue_size = 128

run()
