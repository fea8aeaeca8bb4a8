// Addresses of a unit's plan page. The same stand as links in Word and Excel reports (server/campaign/reports/rules.cpp).
export interface PlanAddress {
  ma: number;
  /** A day as of which the figures are; null is today. */
  ngay: string | null;
  /** One target and what is behind its figure. */
  chi_tieu?: string | null;
  /** On the plan's page: the target that the units below are compared by. */
  xem?: string | null;
}

export function planHref(code: string, address: PlanAddress): string {
  const pairs = new URLSearchParams({ ma: String(address.ma) });
  if (address.chi_tieu) pairs.set('chi-tieu', address.chi_tieu);
  if (address.xem) pairs.set('xem', address.xem);
  if (address.ngay) pairs.set('ngay', address.ngay);
  return `/don-vi/${encodeURIComponent(code)}/ke-hoach?${pairs}`;
}

export function readAddress(asked: URLSearchParams, today: string): PlanAddress {
  const day = asked.get('ngay') ?? '';
  return {
    ma: Number(asked.get('ma')) || 0,
    ngay: /^\d{4}-\d{2}-\d{2}$/.test(day) && day < today ? day : null,
    chi_tieu: asked.get('chi-tieu'),
    xem: asked.get('xem')
  };
}
