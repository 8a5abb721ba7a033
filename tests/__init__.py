"""The plan is kept (`house`), and people live through their days (`journeys`); `world` is the cast."""
