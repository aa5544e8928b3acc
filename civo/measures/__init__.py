"""Published measures of the network, one module each: plain functions over civo/network.py, with the list behind each number."""
