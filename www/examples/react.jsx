// A shelf of one's own in React: `recommend` says what to show, `explain` why.
import { useCallback, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { explain, recommend, record } from "/whyshelf/whyshelf.js";

const REQUEST = { placement: "home", limit: 6 };

/** Recommendations, and a function that asks for them again. */
function useRecommendations(request) {
  const [answer, setAnswer] = useState({ recommendations: [] });
  const refresh = useCallback(async () => {
    try {
      setAnswer({ recommendations: await recommend(request) });
    } catch (error) {
      setAnswer({ recommendations: [], error });
    }
  }, [request]);
  useEffect(() => void refresh(), [refresh]);
  return { ...answer, refresh };
}

function Shelf() {
  const { recommendations, error, refresh } = useRecommendations(REQUEST);
  if (error) return <p>No recommendations ({error.code}): {error.message}</p>;
  return (
    <ul className="products">
      {recommendations.map((recommendation) => (
        <Product key={recommendation.item} {...recommendation} onView={refresh} />
      ))}
    </ul>
  );
}

function Product({ item, title, url, image, price, reason, onView }) {
  const [explanation, setExplanation] = useState(null);
  const why = async () => setExplanation(explanation ? null : await explain(item, REQUEST));
  const view = async () => {
    await record({ kind: "view_item", item });
    await onView();
  };
  return (
    <li>
      {image && <img src={image} alt="" width="200" height="200" loading="lazy" />}
      <a href={url ?? ""}>{title}</a>
      <p>{price && money(price)}</p>
      <p>{reason}</p>
      <p className="buttons">
        <button type="button" aria-expanded={explanation !== null} onClick={why}>Why this?</button>
        <button type="button" onClick={view}>I looked at this</button>
      </p>
      {explanation && <Arithmetic {...explanation} />}
    </li>
  );
}

/** What the score is made of: the rows add up to it exactly. */
function Arithmetic({ contributions, score }) {
  return (
    <table>
      <tbody>
        {contributions.map(({ kind, item, event, value }) => (
          <tr key={`${kind} ${item} ${event}`}>
            <th scope="row">{kind.replaceAll("_", " ")} {item}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr><th scope="row">score</th><td>{score}</td></tr>
      </tfoot>
    </table>
  );
}

function money({ amount, currency }) {
  return new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency }).format(amount);
}

createRoot(document.getElementById("shelf")).render(<Shelf />);
