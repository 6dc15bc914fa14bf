package io.nowait.runtime.count;

import java.util.Arrays;

/** Sums of the counters of many threads, by call site. Not thread-safe. */
public final class Tally {
    private SiteCounts[] bySite = new SiteCounts[0];

    /** Adds what a thread has counted until now. */
    public void add(ThreadCounts counts) {
        counts.addTo(this);
    }

    /** Adds another tally. */
    public void add(Tally other) {
        for (int site = 0; site < other.bySite.length; site++) {
            SiteCounts row = other.bySite[site];
            if (row != null) {
                at(site).add(row);
            }
        }
    }

    SiteCounts at(int site) {
        if (site >= bySite.length) {
            bySite = Arrays.copyOf(bySite, site + 16);
        }
        SiteCounts row = bySite[site];
        if (row == null) {
            row = new SiteCounts();
            bySite[site] = row;
        }
        return row;
    }

    /** What was counted at a site; zeros if nothing was. */
    public SiteCounts row(int site) {
        SiteCounts row = site < bySite.length ? bySite[site] : null;
        return row == null ? new SiteCounts() : row;
    }

    /** The sum over all sites. */
    public SiteCounts total() {
        SiteCounts total = new SiteCounts();
        for (SiteCounts row : bySite) {
            if (row != null) {
                total.add(row);
            }
        }
        return total;
    }
}
