"""Coordinates whose fields cannot be trusted: the pair that lies in France, near its commune."""

from directory import communes

FAR_KM = 60.0  # from the middle of the commune; Guiana's communes are large
_FRANCE = (
    (41.0, 51.5, -5.5, 9.8),  # latitudes, longitudes: mainland and Corsica
    (14.2, 18.3, -63.3, -60.7),  # Antilles
    (2.0, 6.0, -54.8, -51.4),  # Guiana
    (-21.5, -20.7, 55.1, 55.9),  # La Réunion
    (-13.1, -12.5, 44.9, 45.4),  # Mayotte
    (46.6, 47.2, -56.6, -56.0),  # Saint-Pierre-et-Miquelon
)

Point = tuple[float, float]  # latitude, longitude


def plausible(*texts: str) -> Point | None:
    """The first two neighbours among the texts that make a point of France, in either order."""
    numbers = [_number(text) for text in texts]
    for one, other in zip(numbers[::2], numbers[1::2], strict=False):
        for point in ((one, other), (other, one)):
            if _is_in_france(*point):
                return round(point[0], 6), round(point[1], 6)
    return None


def is_far(point: Point, commune: str) -> bool:
    """Whether the point is so far from the commune that one of them is wrong."""
    place = communes.by_code(commune)
    if place is None or place.latitude is None or place.longitude is None:
        return False
    return communes.kilometres(*point, place.latitude, place.longitude) > FAR_KM


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _is_in_france(latitude: float, longitude: float) -> bool:
    return any(
        south <= latitude <= north and west <= longitude <= east for south, north, west, east in _FRANCE
    )
