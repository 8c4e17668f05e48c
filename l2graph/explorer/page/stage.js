"use strict";
/* What vis-network is told of: the marks, without their names. What goes out of sight sleeps, to be there at once when it comes back:
   making a node anew takes longer than painting it. */
(() => {
  const { L2 } = window;
  const SLEEPERS = 2000; // nodes out of sight that are kept

  class Stage {
    constructor(set, items) {
      this.set = set; // vis-network's data set
      this.items = items; // vis-network's own nodes, by id
      this.told = new Map(); // id → what vis-network was last told of it, as JSON
      this.shown = new Map(); // id → what is to be seen of it, words and all
      this.asleep = new Set();
    }

    /** Show these and no others; tell vis-network only what is new: most of a drawing stays as it was. Whether another is there than before. */
    show(wanted) {
      let isOther = false;
      for (const id of this.told.keys())
        if (!wanted.has(id) && !this.asleep.has(id)) {
          this.items[id].options.hidden = true;
          this.asleep.add(id);
          isOther = true;
        }
      const changed = [];
      for (const [id, item] of wanted) {
        const marked = unworded(item);
        const text = JSON.stringify(marked);
        if (this.told.get(id) !== text) {
          this.told.set(id, text);
          changed.push(marked);
        }
        if (this.asleep.delete(id)) {
          this.items[id].options.hidden = false;
          isOther = true;
        }
      }
      if (changed.length) this.set.update(changed);
      this.shown = wanted;
      if (this.asleep.size > SLEEPERS) this.forget();
      return isOther;
    }

    forget() {
      this.set.remove([...this.asleep]);
      for (const id of this.asleep) this.told.delete(id);
      this.asleep.clear();
    }

    /** Tell all, or one, anew at the next time. */
    retell(id) {
      for (const one of id === undefined ? this.told.keys() : [id]) this.told.set(one, "");
    }
  }

  /** What vis-network is told of a node: not its words, but for the values, whose boxes are as wide as these. */
  function unworded(item) {
    if (item.shape === "box") return item;
    const { label, font, ...marked } = item;
    return marked;
  }

  L2.Stage = Stage;
})();
