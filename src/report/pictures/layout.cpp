#include "report/pictures/layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace knockon {
namespace {

constexpr int column_gap = 54, row_gap = 14, bend_height = 8, margin = 4, sweeps = 24;

/// What stands in a column: a node, or the bend of a need that passes through.
struct Item {
    int column = 0;
    double height = 0;
    double order = 0;   // place in its column
    double middle = 0;  // of its height
    std::vector<std::size_t> left, right;
};

struct Layers {
    std::vector<Item> items;  // the nodes first, as in the picture
    std::vector<std::vector<std::size_t>> columns;
    std::vector<std::vector<std::size_t>> threads;  // per edge: left end, bends, right end
    std::vector<bool> backwards;
};

/// Steps from a consumer: the longest way, where needs that close a circle count the other way
/// round.
std::vector<int> depths(std::size_t nodes,
                        const std::vector<std::pair<std::size_t, std::size_t>>& needs) {
    auto sorted = needs;
    std::sort(sorted.begin(), sorted.end());
    std::vector<int> depth(nodes, 0);
    for (const auto& [consumer, needed] : sorted)
        depth[needed] = std::max(depth[needed], depth[consumer] + 1);
    return depth;
}

void join(Layers& l, std::size_t a, std::size_t b) {
    l.items[a].right.push_back(b);
    l.items[b].left.push_back(a);
}

Layers layers_of(const Picture& p) {
    std::map<Id, std::size_t> index;
    for (std::size_t i = 0; i < p.nodes.size(); ++i) index.emplace(p.nodes[i].id, i);
    Layers l;
    l.backwards.resize(p.edges.size());
    std::vector<std::pair<std::size_t, std::size_t>> ends, needs;
    const std::size_t nowhere = p.nodes.size();
    for (const PictureEdge& e : p.edges) {
        const auto from = index.find(e.from), to = index.find(e.to);
        const bool drawn = from != index.end() && to != index.end() && from != to;
        ends.emplace_back(drawn ? from->second : nowhere, drawn ? to->second : nowhere);
        if (drawn) needs.push_back(std::minmax(from->second, to->second));
    }
    const std::vector<int> depth = depths(p.nodes.size(), needs);
    const int deepest = depth.empty() ? 0 : *std::max_element(depth.begin(), depth.end());
    l.columns.resize(static_cast<std::size_t>(deepest) + 1);
    const auto put = [&](int column, double height) {
        auto& members = l.columns[static_cast<std::size_t>(column)];
        members.push_back(l.items.size());
        l.items.push_back({column, height, static_cast<double>(members.size()), 0, {}, {}});
        return l.items.size() - 1;
    };
    for (const int d : depth) put(deepest - d, Placement::node_height + row_gap);
    for (std::size_t e = 0; e < ends.size(); ++e) {
        auto& thread = l.threads.emplace_back();
        if (ends[e].first == nowhere) continue;
        const auto [consumer, needed] = std::minmax(ends[e].first, ends[e].second);
        l.backwards[e] = consumer != ends[e].first;
        thread.push_back(needed);
        for (int c = l.items[needed].column + 1; c < l.items[consumer].column; ++c)
            thread.push_back(put(c, bend_height));
        thread.push_back(consumer);
        for (std::size_t k = 0; k + 1 < thread.size(); ++k) join(l, thread[k], thread[k + 1]);
    }
    return l;
}

template <class Value>
double mean(const Layers& l, const std::vector<std::size_t>& of, double otherwise, Value value) {
    if (of.empty()) return otherwise;
    double sum = 0;
    for (const std::size_t i : of) sum += value(l.items[i]);
    return sum / static_cast<double>(of.size());
}

void order_column(Layers& l, std::vector<std::size_t>& column, bool by_left) {
    std::vector<std::pair<double, std::size_t>> keyed;
    for (const std::size_t i : column) {
        const Item& item = l.items[i];
        keyed.emplace_back(mean(l, by_left ? item.left : item.right, item.order,
                                [](const Item& x) { return x.order; }),
                           i);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t k = 0; k < column.size(); ++k) {
        column[k] = keyed[k].second;
        // As shares of the column, so that columns of different lengths compare.
        l.items[column[k]].order =
            (static_cast<double>(k) + 0.5) / static_cast<double>(column.size());
    }
}

/// Heights nearest to where each item would like to be, in the order given and without overlap.
void settle(Layers& l, const std::vector<std::size_t>& column) {
    struct Block {
        double sum = 0;
        int count = 0;
        double mean() const { return sum / count; }
    };
    std::vector<Block> blocks;
    std::vector<double> offset;
    double below = 0;
    for (const std::size_t i : column) {
        const Item& item = l.items[i];
        offset.push_back(below + item.height / 2);
        below += item.height;
        std::vector<std::size_t> both = item.left;
        both.insert(both.end(), item.right.begin(), item.right.end());
        const double wish = mean(l, both, item.middle, [](const Item& x) { return x.middle; });
        blocks.push_back({wish - offset.back(), 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().count += last.count;
        }
    }
    std::size_t k = 0;
    for (const Block& b : blocks)
        for (int n = 0; n < b.count; ++n, ++k) l.items[column[k]].middle = b.mean() + offset[k];
}

void arrange(Layers& l) {
    for (auto& column : l.columns) order_column(l, column, true);
    for (int s = 0; s < sweeps; ++s) {
        if (s % 2 == 0)
            for (auto c = l.columns.rbegin(); c != l.columns.rend(); ++c)
                order_column(l, *c, false);
        else
            for (auto& column : l.columns) order_column(l, column, true);
    }
    for (const auto& column : l.columns) {
        double y = 0;
        for (const std::size_t i : column) {
            l.items[i].middle = y + l.items[i].height / 2;
            y += l.items[i].height;
        }
    }
    for (int s = 0; s < sweeps; ++s) {
        if (s % 2 == 0)
            for (const auto& column : l.columns) settle(l, column);
        else
            for (auto c = l.columns.rbegin(); c != l.columns.rend(); ++c) settle(l, *c);
    }
}

}  // namespace

Placement lay_out(const Picture& picture) {
    Layers l = layers_of(picture);
    arrange(l);
    double top = 0, bottom = 0;
    for (const Item& item : l.items) {
        top = std::min(top, item.middle - item.height / 2);
        bottom = std::max(bottom, item.middle + item.height / 2);
    }
    Placement p;
    const auto x_of = [](const Item& i) {
        return margin + i.column * (Placement::node_width + column_gap);
    };
    const auto y_of = [&](const Item& i) {
        return margin + static_cast<int>(std::lround(i.middle - top));
    };
    for (std::size_t n = 0; n < picture.nodes.size(); ++n)
        p.nodes.push_back({x_of(l.items[n]), y_of(l.items[n]) - Placement::node_height / 2});
    for (std::size_t e = 0; e < l.threads.size(); ++e) {
        Placement::Route& route = p.routes.emplace_back();
        route.backwards = l.backwards[e];
        const auto& thread = l.threads[e];
        for (std::size_t k = 0; k < thread.size(); ++k) {
            const Item& item = l.items[thread[k]];
            if (k > 0) route.points.push_back({x_of(item), y_of(item)});
            if (k + 1 < thread.size())
                route.points.push_back({x_of(item) + Placement::node_width, y_of(item)});
        }
    }
    const int columns = static_cast<int>(l.columns.size());
    p.width = 2 * margin + columns * Placement::node_width + (columns - 1) * column_gap;
    p.height = 2 * margin + static_cast<int>(std::lround(bottom - top));
    return p;
}

}  // namespace knockon
