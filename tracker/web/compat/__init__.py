"""What works round textual-serve and aiohttp, one file each: what fails without it, and how it steps aside."""
