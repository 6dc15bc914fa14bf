package io.nowait.runtime.count;

import io.nowait.runtime.nullness.Nullable;
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

    /** Sites are numbered from 0 to one less than this. */
    public int sites() {
        return bySite.length;
    }

    /** What was counted at a site, or null if nothing was. */
    public @Nullable SiteCounts row(int site) {
        return bySite[site];
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
